// For every example: `npm start -- vant` serves its folder while it is developed, `npm run build -- vant` builds it into vant/dist.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('precheck-') } } })],
  esbuild: { jsx: 'automatic' },
  build: { reportCompressedSize: false, chunkSizeWarningLimit: 2000 },
});
