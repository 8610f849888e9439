const { topicPage } = require('../../topic/page');

Page(topicPage('proxy-binding'));
