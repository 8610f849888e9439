// @bufbuild/cel, another implementation of CEL, with values in the tagged JSON of core/include/precheck/cel.hpp.
import { celEnv, celUint, isCelError, isCelList, isCelMap, isCelType, isCelUint, parse, plan } from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import { doubleJson, durationText, timestampText } from './cel-values.mjs';

/** Evaluates as ours does: to `{ value }` or `{ error }`. With some of its faults mended: see cel-differences.mjs. */
export function peer(differences = []) {
  const environment = celEnv({ funcs: differences.flatMap(({ mends }) => mends ?? []) });
  const rewriteTexts = differences.flatMap(({ rewriteText }) => rewriteText ?? []);
  const rewriteTrees = differences.flatMap(({ rewriteTree }) => rewriteTree ?? []);
  return (expression, bindings = {}) => {
    try {
      const { expr } = parse(rewriteTexts.reduce((text, rewrite) => rewrite(text), expression));
      const tree = rewritten(expr, (node) => rewriteTrees.reduce((now, rewrite) => rewrite(now), node));
      const variables = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, toPeer(value)]));
      const result = plan(environment, tree)(variables);
      return isCelError(result) ? { error: result.message } : { value: fromPeer(result) };
    } catch (error) {
      return { error: String(error) }; // the parser and the planner throw
    }
  };
}

/** A tree of cel.expr.Expr, each of its nodes rewritten, from the leaves up. */
function rewritten(part, rewrite) {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return part;
  if (Array.isArray(part)) return part.map((item) => rewritten(item, rewrite));
  const below = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rewritten(value, rewrite)]));
  return part.$typeName === 'cel.expr.Expr' ? rewrite(below) : below;
}

const TYPES = celEnv();
function toPeer(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toPeer);
  const [[tag, content]] = Object.entries(value);
  switch (tag) {
    case 'int': return BigInt(content);
    case 'uint': return celUint(BigInt(content));
    case 'double': return Number(content);
    case 'bytes': return Uint8Array.from(Buffer.from(content, 'hex'));
    case 'timestamp': return timestampMessage(BigInt(Date.parse(content.replace(/\.\d+/, '')) / 1000), nanosOf(content));
    case 'duration': return durationMessage(content);
    case 'type': return plan(TYPES, parse(content))();
    case 'map': return new Map(content.map(([key, item]) => [toPeer(key), toPeer(item)]));
    default: throw new Error(`the peer has no value of kind ${tag}`);
  }
}

function nanosOf(text) {
  return Number((/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(9, '0'));
}
/** Reflected: the peer cannot read a plain message inside a list once it has evaluated. */
export function timestampMessage(seconds, nanos) {
  return reflect(TimestampSchema, create(TimestampSchema, { seconds, nanos }));
}
function durationMessage(text) {
  const sign = text.startsWith('-') ? -1 : 1;
  return reflect(DurationSchema, create(DurationSchema, { seconds: BigInt(/\d+/.exec(text)[0]) * BigInt(sign), nanos: nanosOf(text) * sign || 0 }));
}

function fromPeer(value) {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number') return doubleJson(value);
  if (isCelUint(value)) return { uint: String(value.value) };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('hex') };
  if (isCelList(value)) return [...value].map(fromPeer);
  if (isCelMap(value)) return { map: [...value].map(([key, item]) => [fromPeer(key), fromPeer(item)]) };
  if (isCelType(value)) return { type: value.name };
  const { message, desc } = value;
  if (desc?.typeName === TimestampSchema.typeName) return { timestamp: timestampText(message.seconds, message.nanos) };
  if (desc?.typeName === DurationSchema.typeName) return { duration: durationText(message.seconds * 1000000000n + BigInt(message.nanos)) };
  throw new Error(`the peer gave a value of an unknown kind: ${String(value)}`);
}
