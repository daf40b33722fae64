import { acceptedKeys } from './accepted-keys.ts';
import { fingerprintUnchanged } from './fingerprint-unchanged.ts';
import { frontMatter } from './front-matter.ts';
import { knownKeys } from './known-keys.ts';
import { links } from './links.ts';
import { location } from './location.ts';
import { nameUnique } from './name-unique.ts';
import { qualityTable } from './quality-table.ts';
import { readable } from './readable.ts';
import { requiredSections } from './required-sections.ts';
import type { Rule } from './rule.ts';
import { schema } from './schema.ts';
import { taxonomy } from './taxonomy.ts';
import { yaml } from './yaml.ts';

/** The rules that still tell something when the taxonomy cannot be used. */
export const rulesWithoutTaxonomy: readonly Rule[] = [
  readable,
  location,
  frontMatter,
  yaml,
  schema,
  acceptedKeys,
  knownKeys,
  fingerprintUnchanged,
  nameUnique,
  requiredSections,
  links,
  qualityTable,
  taxonomy,
];
