const { topicPage } = require('../../topic/page');

Page(topicPage('outpatient-selection'));
