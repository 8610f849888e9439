// Every check, in the order in which problems of one place are told. What the engine itself refuses when it loads packs is not among them.
import type { Check } from './check.js';
import { alwaysFails, alwaysHolds } from './checks/always.js';
import { constantCondition } from './checks/constant-condition.js';
import { contradictoryRules } from './checks/contradictory-rules.js';
import { editionGap } from './checks/edition-gap.js';
import { missingCase } from './checks/missing-case.js';
import { misplaced } from './checks/misplaced.js';
import { missingTranslation } from './checks/missing-translation.js';
import { placeholder } from './checks/placeholder.js';
import { toldSensitive } from './checks/told-sensitive.js';
import { uncitedClause } from './checks/uncited-clause.js';
import { unmarkedSensitive } from './checks/unmarked-sensitive.js';
import { unreachable } from './checks/unreachable.js';
import { unusedFact } from './checks/unused-fact.js';
import { unusedDefinition, unusedParameter } from './checks/unused-member.js';
import { unusedSource } from './checks/unused-source.js';

export const CHECKS: readonly Check[] = [
  misplaced, contradictoryRules, unreachable, alwaysHolds, alwaysFails, constantCondition,
  unusedParameter, unusedDefinition, unusedFact, unusedSource, uncitedClause,
  unmarkedSensitive, toldSensitive, placeholder, missingTranslation, missingCase, editionGap,
];
