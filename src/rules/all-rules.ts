import { acceptedKeys } from './accepted-keys.ts';
import { alternativeCondition } from './alternative-condition.ts';
import { architecture } from './architecture.ts';
import { baseline } from './baseline.ts';
import { benchmark } from './benchmark.ts';
import { bestPractices } from './best-practices.ts';
import { category } from './category.ts';
import { chartCurrent } from './chart-current.ts';
import { claimed } from './claimed.ts';
import { codeBlocks } from './code-blocks.ts';
import { conditions } from './conditions.ts';
import { ethics } from './ethics.ts';
import { evidenceCurrent } from './evidence-current.ts';
import { examplesRan } from './examples-ran.ts';
import { failureModes } from './failure-modes.ts';
import { fairness } from './fairness.ts';
import { fairnessGroups } from './fairness-groups.ts';
import { figures } from './figures.ts';
import { fingerprintArea } from './fingerprint-area.ts';
import { fingerprintRetired } from './fingerprint-retired.ts';
import { fingerprintUnchanged } from './fingerprint-unchanged.ts';
import { fingerprintUnique } from './fingerprint-unique.ts';
import { folder } from './folder.ts';
import { footnotes } from './footnotes.ts';
import { forces } from './forces.ts';
import { frameworkCompatibility } from './framework-compatibility.ts';
import { frameworks } from './frameworks.ts';
import { frontMatter } from './front-matter.ts';
import { generatedIndex } from './generated-index.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { intent } from './intent.ts';
import { knownKeys } from './known-keys.ts';
import { knownUses } from './known-uses.ts';
import { links } from './links.ts';
import { location } from './location.ts';
import { migration } from './migration.ts';
import { mustMention } from './must-mention.ts';
import { nameUnique } from './name-unique.ts';
import { personalData } from './personal-data.ts';
import { qualityTable } from './quality-table.ts';
import { readable } from './readable.ts';
import { references } from './references.ts';
import { related } from './related.ts';
import { relationsAgree } from './relations-agree.ts';
import { relationsReturned } from './relations-returned.ts';
import { removedRetired } from './removed-retired.ts';
import { requiredSections } from './required-sections.ts';
import { resources } from './resources.ts';
import { results } from './results.ts';
import { resultsCurrent } from './results-current.ts';
import type { Rule } from './rule.ts';
import { scaleAxis } from './scale-axis.ts';
import { schema } from './schema.ts';
import { specificationFigures } from './specification-figures.ts';
import { stillNeeded } from './still-needed.ts';
import { taxonomy } from './taxonomy.ts';
import { templateText } from './template-text.ts';
import { tradeOffs } from './trade-offs.ts';
import { untested } from './untested.ts';
import { unusedWaiver } from './unused-waiver.ts';
import { vagueWords } from './vague-words.ts';
import { waivers } from './waivers.ts';
import { yaml } from './yaml.ts';

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
