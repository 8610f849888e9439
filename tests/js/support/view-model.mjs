// web/view-model as a module of Node's.
import { importSource } from './import-source.mjs';

export const viewModel = await importSource('web/view-model/index.ts');
