// `yibao-precheck/element/define`: the elements by one <script type="module" src="…/element-define.js">.
import { defineElements } from './index.js';

void defineElements();
