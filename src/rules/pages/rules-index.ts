import type { RootContent } from 'mdast';
import { heading, html, link, markdownOf, paragraph, strong, table } from '../../pattern/tree.ts';
import { allRules } from '../all-rules.ts';
import { requirements } from '../requirements.ts';
import type { Rule } from '../rule.ts';
import { phrasing, prose } from './prose.ts';

/** The folders of src/rules in the order in which people meet them. No title may have the anchor of a rule. */
const groups = [
  { folder: 'file', title: 'The file as such' },
  { folder: 'front-matter', title: 'Keys of the front matter' },
  { folder: 'identity', title: 'Fingerprint, name and place' },
  { folder: 'text', title: 'What the text says' },
  { folder: 'relations', title: 'Links and relations' },
  { folder: 'evidence', title: 'Benchmark, results and figures' },
  { folder: 'library', title: 'The library as a whole' },
];

/**
 * Makes docs/rules.md, which leads to the page of each rule. Each rule keeps a heading of its own here, since comments
 * on GitHub of a time with one page for all link to it. `folderOf` says in which folder of src/rules a rule lies.
 */
export function rulesIndex(folderOf: (ruleId: string) => string | undefined): string {
  return markdownOf([
    html('<!-- Generated from src/rules by `npm run generate`. -->'),
    heading(1, 'Rules'),
    ...prose(
      'What Pattern Librarian checks. The App and `patterns check` apply the same rules; `patterns explain <rule>` shows one of them in the terminal. An **error** keeps a pull request from passing, a **warning** does not, and **info** is advice. A pattern that does not claim `status: accepted` is a draft.',
    ),
    ...requirementsPart(),
    ...groups.flatMap(({ folder, title }) => [
      heading(2, title),
      ...allRules.filter(({ id }) => folderOf(id) === folder).flatMap(ruleEntry),
    ]),
  ]);
}

/** Which rules serve which line of the specification, and what is left to people. */
function requirementsPart(): RootContent[] {
  const parts = [...new Set(requirements.map(({ part }) => part))];
  return [
    heading(2, 'What serves each line of the specification'),
    paragraph(
      'The machine sees whether something is there and agrees with the rest; whether it is any good, a person judges.',
    ),
    ...parts.flatMap(part => [
      heading(3, part),
      table(
        [['Line'], ['Rules'], ['A person judges']],
        requirements
          .filter(requirement => requirement.part === part)
          .map(({ line, rules, person }) => [
            [line],
            rules.flatMap((id, index) => [...(index > 0 ? [', '] : []), linkTo(id)]),
            phrasing(person),
          ]),
      ),
    ]),
  ];
}

function ruleEntry({ id, what, severity, onDraft }: Rule): RootContent[] {
  const draft = onDraft ? ['; on a draft: ', strong(onDraft)] : [];
  return [heading(3, linkTo(id)), ...prose(what), paragraph(strong(severity), ...draft)];
}

const linkTo = (id: string) => link(`rules/${id}.md`, id);
