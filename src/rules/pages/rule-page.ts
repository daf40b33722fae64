import type { PhrasingContent, RootContent } from 'mdast';
import type { Claim } from '../../catalog/claim.ts';
import {
  codeSpan,
  heading,
  html,
  link,
  list,
  listItem,
  markdownOf,
  paragraph,
  strong,
} from '../../pattern/tree.ts';
import { tellingPart } from '../examples/telling-part.ts';
import type { Example, Rule } from '../rule.ts';
import { isWaivable } from '../waivable.ts';
import { prose } from './prose.ts';
import { severityOf } from './severity-words.ts';

/** Makes docs/rules/<id>.md, where a finding of the rule leads to. */
export function rulePage(rule: Rule): string {
  return markdownOf([
    html('<!-- Generated from src/rules by `npm run generate`. -->'),
    heading(1, rule.id),
    ...prose(rule.what),
    list([
      fact('Severity', severityOf(rule)),
      fact('Waiver', ...waiverWords(rule)),
      fact('Needs', needsOf(rule)),
      fact('Since', rule.since),
    ]),
    heading(2, 'Why'),
    ...prose(rule.why),
    heading(2, 'How to satisfy it'),
    ...prose(rule.fix),
    heading(2, 'Found in'),
    ...examplePart(tellingPart(rule.failing, rule.passing)),
    heading(2, 'Not found in'),
    ...examplePart(tellingPart(rule.passing, rule.failing)),
    paragraph(link(`../rules.md#${rule.id}`, 'All rules')),
  ]);
}

const fact = (name: string, ...words: (PhrasingContent | string)[]) =>
  listItem([strong(name), ': ', ...words]);

function waiverWords(rule: Rule): (PhrasingContent | string)[] {
  if (isWaivable(rule))
    return [
      'can be asked for with a reason, under ',
      codeSpan('waivers'),
      ' in the front matter; it counts once somebody with write access who is not the author agrees',
    ];
  if (rule.severity !== 'error') return ['none, because it keeps no pull request from passing'];
  return [
    rule.onDraft ? 'none, because it can always be satisfied' : 'none, because it must hold for drafts too',
  ];
}

function needsOf({ needs }: Rule): string {
  if (!needs) return 'nothing but the files';
  return needs.includes('claims')
    ? 'other open pull requests to compare with, so only the App checks it'
    : 'the state before the change to compare with, so offline it needs a base';
}

function examplePart({ files, base = {}, claims = [] }: Example): RootContent[] {
  const present = Object.entries(files);
  const before = Object.entries(base).filter(([path, text]) => files[path] !== text);
  const gone = before.filter(([path]) => !Object.hasOwn(files, path));
  return [
    ...before.flatMap(([path, text]) => filePart(path, text, 'before: ')),
    ...present.flatMap(([path, text]) => filePart(path, text, '')),
    ...gone.map(([path]) => paragraph(codeSpan(path), ' is removed')),
    ...claims.map(claim => paragraph(...claimWords(claim))),
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

const languages = new Map([
  ['yaml', 'yaml'],
  ['json', 'json'],
  ['py', 'python'],
  ['svg', 'xml'],
]);

function filePart(path: string, text: string, prefix: string): RootContent[] {
  const lang = languages.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'markdown';
  return [paragraph(prefix, codeSpan(path)), { type: 'code', lang, value: text.trimEnd() }];
}
