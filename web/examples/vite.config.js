// For every example: `npm start -- vant` serves its folder while it is developed, `npm run build -- vant` builds it into vant/dist.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('precheck-') } } })],
  esbuild: { jsx: 'automatic' },
  // Bundled beforehand, the package would leave its binary behind.
  optimizeDeps: { exclude: ['yibao-precheck'] },
  // What Vite 5 and 6 take of themselves, for older phones: no `await` at the top of a module.
  build: { target: ['es2020', 'edge88', 'firefox78', 'chrome87', 'safari14'], reportCompressedSize: false, chunkSizeWarningLimit: 2000 },
});
