import { location } from './file/location.ts';
import { readable } from './file/readable.ts';
import { acceptedKeys } from './front-matter/accepted-keys.ts';
import { frontMatter } from './front-matter/front-matter.ts';
import { knownKeys } from './front-matter/known-keys.ts';
import { schema } from './front-matter/schema.ts';
import { yaml } from './front-matter/yaml.ts';
import { fingerprintUnchanged } from './identity/fingerprint-unchanged.ts';
import { nameUnique } from './identity/name-unique.ts';
import { qualityTable } from './library/quality-table.ts';
import { taxonomy } from './library/taxonomy.ts';
import { links } from './relations/links.ts';
import type { Rule } from './rule.ts';
import { requiredSections } from './text/required-sections.ts';

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
