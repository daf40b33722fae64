const readWithoutPrototype =
  'What stands in results.json is read into objects without prototype (pattern/json.ts); a missing name is undefined.';
const ourWord = 'The key is one of a few words of ours, whatever its type says.';
const ourFiles = 'The keys are paths that we have put there, each beginning with `patterns/`.';
const askedBefore = 'The line or the expression before asks for it by Object.hasOwn.';

/** How places begin that look something up by a text in a plain object, and why no stranger’s word can meet what it inherits. */
export const exceptions: Readonly<Record<string, string>> = {
  'src/catalog/index-changes.ts changes.additions[path]': ourFiles,
  'src/cli/draft.ts guidance[title]': ourWord,
  'src/cli/explain-command.ts files[path]': ourFiles,
  'src/cli/git.ts env[name]': ourWord,
  'src/evidence/chart.ts ': readWithoutPrototype,
  'src/evidence/compare.ts ': readWithoutPrototype,
  'src/evidence/evidence-text.ts ': readWithoutPrototype,
  'src/evidence/frameworks.ts name in results.environment.packages': readWithoutPrototype,
  'src/evidence/headline.ts effects[pattern]': readWithoutPrototype,
  'src/evidence/point-contradictions.ts ': readWithoutPrototype,
  'src/evidence/provenance.ts ': readWithoutPrototype,
  'src/evidence/specification-table.ts ': readWithoutPrototype,
  'src/github/label-inputs.ts byAlias[labelAlias(index)]': 'An alias is a letter of ours and a number.',
  'src/github/note-inputs.ts byAlias[threadAlias(index)]': 'An alias is a letter of ours and a number.',
  'src/intake/manifest.ts granted.permissions[name]': 'The name is one of app.yml.',
  'src/intake/setting-names.ts env[name]': ourWord,
  'src/jobs/job-records.ts row[name]': ourWord,
  'src/pattern/pattern.ts (value as Record<string, unknown>)[key]': askedBefore,
  'src/pattern/schema-wording.ts (parent.properties ?? root.properties)?.[key]':
    'The key is one that the schema requires.',
  'src/pattern/schema-wording.ts kinds[String(type)]': 'The type is one that the schema names.',
  'src/pattern/yaml-wording.ts syntax[detail]': 'The detail is a code of the reader of YAML.',
  'src/pattern/yaml.ts places[pointer]': 'A pointer is empty or begins with a slash.',
  'src/pattern/yaml.ts name in map': 'The map has no prototype.',
  'src/pattern/yaml.ts map[name]': 'The map has no prototype, and reserved names are refused before.',
  'src/planning/with-generated.ts additions[': ourFiles,
  'src/rules/evidence/results.ts files[path]': ourFiles,
  'src/rules/examples/telling-part.ts other.files[path]': ourFiles,
  'src/rules/front-matter/accepted-keys.ts described[key]': 'The key is one of the schema.',
  'src/rules/front-matter/front-matter-template.ts properties[key]': 'The key is one of the schema.',
  'src/rules/front-matter/schema-fix.ts (value as Record<string, unknown>)[step]': askedBefore,
  'src/rules/pages/rule-page.ts files[path]': ourFiles,
};
