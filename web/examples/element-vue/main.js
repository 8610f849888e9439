import { createApp } from 'vue';
import App from './App.vue';
import './precheck.js';

createApp(App).mount('#app');
