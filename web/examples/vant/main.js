import 'vant/lib/index.css';
import { createApp } from 'vue';
import App from './App.vue';
import { ready } from './precheck.js';

ready.then(() => createApp(App).mount('#app'));
