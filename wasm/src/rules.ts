// The rule packs and source documents that the package ships, ready for createPrecheck({ packs, sources }).
import { packs as shippedPacks, sources as shippedSources } from 'shipped-rules';
import type { PackDocument, SourceDocument } from './documents.js';

export const packs: PackDocument[] = shippedPacks;
export const sources: SourceDocument[] = shippedSources;
