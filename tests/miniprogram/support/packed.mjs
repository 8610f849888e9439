// What the tests run: dist/miniprogram, or what WeChat's packer made of it (npm run test:miniprogram-ci).
import { join } from 'node:path';
import { root } from '../../../wasm/scripts/root.mjs';

export const packedFolder = process.env.PRECHECK_PACKED || join(root, 'dist/miniprogram');
