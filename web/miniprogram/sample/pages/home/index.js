const topics = require('../../topics');
const { appearance, titleOf } = require('../../topic/page');

Page({
  data: {
    elder: false,
    font: 16,
    topics: topics.map((topic) => ({ page: topic.page, title: titleOf(topic) })),
  },

  onShow() {
    this.setData(appearance());
  },

  onElder() {
    wx.setStorageSync('elder', !this.data.elder);
    this.setData(appearance());
  },

  onOpen({ currentTarget }) {
    wx.navigateTo({ url: `/pages/${currentTarget.dataset.page}/index` });
  },
});
