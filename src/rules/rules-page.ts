import type { PhrasingContent, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Claim } from '../catalog/claim.ts';
import { codeSpan, heading, html, link, markdownOf, paragraph, strong, table } from '../pattern/tree.ts';
import { allRules } from './all-rules.ts';
import { tellingPart } from './examples/telling-part.ts';
import { requirements } from './requirements.ts';
import type { Example, Rule } from './rule.ts';

const meaning = {
  error: 'keeps a pull request from passing',
  warning: 'does not keep a pull request from passing',
  info: 'advice',
};

/** docs/rules.md: one heading per rule, whose anchor every finding links to. */
export function rulesPage(rules: readonly Rule[] = allRules): string {
  return markdownOf([
    html('<!-- Generated from src/rules by `npm run generate`. -->'),
    heading(1, 'Rules'),
    ...prose(
      'What Pattern Librarian checks. The App and `patterns check` apply the same rules; `patterns explain <rule>` shows one of them in the terminal. An **error** keeps a pull request from passing, a **warning** does not, and **info** is advice. A pattern that does not claim `status: accepted` is a draft.',
    ),
    ...requirementsPart(),
    ...rules.flatMap(rulePart),
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
            rules.flatMap((id, index) => [...(index > 0 ? [', '] : []), link(`#${id}`, id)]),
            phrasing(person),
          ]),
      ),
    ]),
  ];
}

function rulePart(rule: Rule): RootContent[] {
  return [
    heading(2, rule.id),
    ...prose(rule.what),
    paragraph(strong(severityOf(rule)), needsOf(rule)),
    ...prose(`Why: ${rule.why}`),
    ...prose(`How to fix: ${rule.fix}`),
    ...examplePart('Found', tellingPart(rule.failing, rule.passing)),
    ...examplePart('Not found', tellingPart(rule.passing, rule.failing)),
  ];
}

export function severityOf(rule: Rule): string {
  const draft = rule.onDraft ? `; on a draft: ${rule.onDraft} (${meaning[rule.onDraft]})` : '';
  return `${rule.severity} (${meaning[rule.severity]})${draft}`;
}

function needsOf(rule: Rule): string {
  if (rule.needs?.includes('claims'))
    return ' · looks at other open pull requests, so only the App checks it';
  return rule.needs ? ' · compares with the state before the change, so offline it needs a base' : '';
}

function examplePart(title: string, example: Example): RootContent[] {
  const files = [...Object.entries(example.files)];
  const before = Object.entries(example.base ?? {}).filter(([path, text]) => example.files[path] !== text);
  return [
    html(`<details><summary>${title}</summary>`),
    ...before.flatMap(([path, text]) => filePart(path, text, 'before: ')),
    ...files.flatMap(([path, text]) => filePart(path, text, '')),
    ...(files.length === 0 ? [paragraph('and then removed')] : []),
    ...(example.claims ?? []).map(claim => paragraph(...claimWords(claim))),
    html('</details>'),
  ];
}

function claimWords({ number, fingerprint, name, folder }: Claim): (PhrasingContent | string)[] {
  return [
    'meanwhile ',
    codeSpan(`#${number}`),
    ' adds ',
    codeSpan(fingerprint ?? 'a pattern'),
    ' ',
    codeSpan(name ?? 'without a name'),
    ' in ',
    codeSpan(folder),
  ];
}

const languages: Record<string, string> = { yaml: 'yaml', json: 'json', py: 'python', svg: 'xml' };

function filePart(path: string, text: string, prefix: string): RootContent[] {
  const lang = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'markdown';
  return [paragraph(prefix, codeSpan(path)), { type: 'code', lang, value: text.trimEnd() }];
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Rules are worded in Markdown themselves. */
function prose(markdown: string): RootContent[] {
  return parser.parse(markdown).children;
}

function phrasing(markdown: string): PhrasingContent[] {
  return prose(markdown).flatMap(block => (block.type === 'paragraph' ? block.children : []));
}
