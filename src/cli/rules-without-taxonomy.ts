import { acceptedKeys } from '../rules/accepted-keys.ts';
import { fingerprintUnchanged } from '../rules/fingerprint-unchanged.ts';
import { frontMatter } from '../rules/front-matter.ts';
import { knownKeys } from '../rules/known-keys.ts';
import { links } from '../rules/links.ts';
import { location } from '../rules/location.ts';
import { nameUnique } from '../rules/name-unique.ts';
import { qualityTable } from '../rules/quality-table.ts';
import { readable } from '../rules/readable.ts';
import { requiredSections } from '../rules/required-sections.ts';
import type { Rule } from '../rules/rule.ts';
import { schema } from '../rules/schema.ts';
import { taxonomy } from '../rules/taxonomy.ts';
import { yaml } from '../rules/yaml.ts';

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
