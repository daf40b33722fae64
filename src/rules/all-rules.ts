import { acceptedKeys } from './accepted-keys.ts';
import { category } from './category.ts';
import { fingerprintArea } from './fingerprint-area.ts';
import { fingerprintRetired } from './fingerprint-retired.ts';
import { fingerprintUnchanged } from './fingerprint-unchanged.ts';
import { fingerprintUnique } from './fingerprint-unique.ts';
import { folder } from './folder.ts';
import { frameworks } from './frameworks.ts';
import { frontMatter } from './front-matter.ts';
import { generatedIndex } from './generated-index.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { knownKeys } from './known-keys.ts';
import { links } from './links.ts';
import { location } from './location.ts';
import { nameUnique } from './name-unique.ts';
import { qualityTable } from './quality-table.ts';
import { readable } from './readable.ts';
import { related } from './related.ts';
import { removedRetired } from './removed-retired.ts';
import { requiredSections } from './required-sections.ts';
import type { Rule } from './rule.ts';
import { schema } from './schema.ts';
import { taxonomy } from './taxonomy.ts';
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
  nameUnique,
  requiredSections,
  links,
  related,
  generatedIndex,
  qualityTable,
  taxonomy,
];
