import { standardSchema } from 'yibao-precheck/standard-schema';
import { createPrecheck } from 'yibao-precheck/run';
import compiled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';
import pack from 'yibao-precheck/rules/jiangxi/proxy-binding/2024';

// useForm({ resolver: standardSchemaResolver(schema), … }) of react-hook-form, useForm({ validators: { onDynamic: schema }, … }) of TanStack Form
export let schema;
export const ready = createPrecheck({ packs: [compiled] }).then((precheck) => {
  schema = standardSchema({ precheck, pack: pack.id, facts: pack.facts, asOf: () => new Date().toISOString() });
}); // ready.then(() => createRoot(…).render(…))
