import { baseline } from './evidence/baseline.ts';
import { benchmark } from './evidence/benchmark.ts';
import { chartCurrent } from './evidence/chart-current.ts';
import { evidenceCurrent } from './evidence/evidence-current.ts';
import { examplesRan } from './evidence/examples-ran.ts';
import { fairnessGroups } from './evidence/fairness-groups.ts';
import { figures } from './evidence/figures.ts';
import { frameworkCompatibility } from './evidence/framework-compatibility.ts';
import { resources } from './evidence/resources.ts';
import { results } from './evidence/results.ts';
import { resultsCurrent } from './evidence/results-current.ts';
import { scaleAxis } from './evidence/scale-axis.ts';
import { specificationFigures } from './evidence/specification-figures.ts';
import { untested } from './evidence/untested.ts';
import { hiddenCharacters } from './file/hidden-characters.ts';
import { location } from './file/location.ts';
import { readable } from './file/readable.ts';
import { acceptedKeys } from './front-matter/accepted-keys.ts';
import { category } from './front-matter/category.ts';
import { frameworks } from './front-matter/frameworks.ts';
import { frontMatter } from './front-matter/front-matter.ts';
import { knownKeys } from './front-matter/known-keys.ts';
import { schema } from './front-matter/schema.ts';
import { waivers } from './front-matter/waivers.ts';
import { yaml } from './front-matter/yaml.ts';
import { claimed } from './identity/claimed.ts';
import { fingerprintArea } from './identity/fingerprint-area.ts';
import { fingerprintPlanned } from './identity/fingerprint-planned.ts';
import { fingerprintRetired } from './identity/fingerprint-retired.ts';
import { fingerprintUnchanged } from './identity/fingerprint-unchanged.ts';
import { fingerprintUnique } from './identity/fingerprint-unique.ts';
import { folder } from './identity/folder.ts';
import { nameUnique } from './identity/name-unique.ts';
import { removedRetired } from './identity/removed-retired.ts';
import { stillNeeded } from './identity/still-needed.ts';
import { generatedIndex } from './library/generated-index.ts';
import { qualityTable } from './library/quality-table.ts';
import { taxonomy } from './library/taxonomy.ts';
import { unusedWaiver } from './library/unused-waiver.ts';
import { alternativeCondition } from './relations/alternative-condition.ts';
import { links } from './relations/links.ts';
import { related } from './relations/related.ts';
import { relationsAgree } from './relations/relations-agree.ts';
import { relationsReturned } from './relations/relations-returned.ts';
import type { Rule } from './rule.ts';
import { architecture } from './text/architecture.ts';
import { bestPractices } from './text/best-practices.ts';
import { codeBlocks } from './text/code-blocks.ts';
import { conditions } from './text/conditions.ts';
import { ethics } from './text/ethics.ts';
import { failureModes } from './text/failure-modes.ts';
import { fairness } from './text/fairness.ts';
import { footnotes } from './text/footnotes.ts';
import { forces } from './text/forces.ts';
import { intent } from './text/intent.ts';
import { knownUses } from './text/known-uses.ts';
import { migration } from './text/migration.ts';
import { mustMention } from './text/must-mention.ts';
import { personalData } from './text/personal-data.ts';
import { references } from './text/references.ts';
import { requiredSections } from './text/required-sections.ts';
import { templateText } from './text/template-text.ts';
import { tradeOffs } from './text/trade-offs.ts';
import { vagueWords } from './text/vague-words.ts';

/** Every rule, in the order of docs/rules.md: from the file as such to the library as a whole. */
export const allRules: readonly Rule[] = [
  readable,
  location,
  frontMatter,
  yaml,
  hiddenCharacters,
  schema,
  acceptedKeys,
  knownKeys,
  category,
  frameworks,
  folder,
  fingerprintArea,
  fingerprintUnique,
  fingerprintUnchanged,
  fingerprintRetired,
  fingerprintPlanned,
  removedRetired,
  stillNeeded,
  nameUnique,
  claimed,
  requiredSections,
  intent,
  conditions,
  forces,
  architecture,
  codeBlocks,
  tradeOffs,
  failureModes,
  migration,
  bestPractices,
  ethics,
  fairness,
  personalData,
  knownUses,
  footnotes,
  references,
  templateText,
  vagueWords,
  mustMention,
  links,
  related,
  relationsAgree,
  relationsReturned,
  alternativeCondition,
  benchmark,
  results,
  resultsCurrent,
  evidenceCurrent,
  chartCurrent,
  examplesRan,
  baseline,
  scaleAxis,
  untested,
  resources,
  figures,
  specificationFigures,
  frameworkCompatibility,
  fairnessGroups,
  waivers,
  unusedWaiver,
  generatedIndex,
  qualityTable,
  taxonomy,
];
