// A page with the form of one topic and what the check says of it. What is typed stays in memory: nothing is sent, nothing is kept.
const { fontSize } = require('yibao-precheck/components/index');
const topics = require('../topics');

const titleOf = ({ documents }) => documents[documents.length - 1].title['zh-CN'];

/** Elder mode is the mini-program's own setting; the size of text follows WeChat's. */
const appearance = () => {
  const elder = wx.getStorageSync('elder') === true;
  return { elder, font: fontSize(elder) };
};

const topicPage = (name) => {
  const topic = topics.find(({ page }) => page === name);
  return {
    data: { pack: topic.pack, title: titleOf(topic), asOf: '', elder: false, font: 16, form: {}, report: null },

    onLoad() {
      wx.setNavigationBarTitle({ title: this.data.title });
      this.setData({ asOf: new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10) });
    },

    onShow() {
      this.setData(appearance());
    },

    onReport({ detail }) {
      this.setData({ form: detail.form, report: detail.report });
    },

    onVerdict() {
      wx.pageScrollTo({ selector: '#report', duration: 200 });
    },

    onFollow({ detail }) {
      this.selectComponent('#form').goTo(detail.pointer);
    },

    onDay({ detail }) {
      this.setData({ asOf: detail.value });
    },

    onClear() {
      this.selectComponent('#form').fill({});
    },
  };
};

module.exports = { appearance, topicPage, titleOf };
