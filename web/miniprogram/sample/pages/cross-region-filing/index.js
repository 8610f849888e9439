const { topicPage } = require('../../topic/page');

Page(topicPage('cross-region-filing'));
