const topics = require('../../topics');
const { titleOf } = require('../../topic/page');

Page({
  data: {
    elder: false,
    topics: topics.map((topic) => ({ page: topic.page, title: titleOf(topic) })),
  },

  onShow() {
    this.setData({ elder: wx.getStorageSync('elder') === true });
  },

  onElder() {
    const elder = !this.data.elder;
    wx.setStorageSync('elder', elder);
    this.setData({ elder });
  },

  onOpen({ currentTarget }) {
    wx.navigateTo({ url: `/pages/${currentTarget.dataset.page}/index` });
  },
});
