import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { judgedPart } from '../../catalog/judged-part.ts';
import { questionFor } from '../../catalog/questions.ts';
import { codeSpan, heading, link, list, listItem, paragraph, strong } from '../../pattern/tree.ts';
import type { Judgement } from '../agreement/judgement.ts';
import type { RefusedTick, SignOff } from '../comment-state.ts';
import { type Links, lineUrl } from '../finding.ts';
import { boxMarker } from '../markers.ts';

type Words = (PhrasingContent | string)[];

/** The boxes of one pattern, each with the question to ask oneself and where to look. */
export function judgePart(
  judgements: readonly Judgement[],
  refused: readonly RefusedTick[],
  links: Links,
): RootContent[] {
  if (judgements.length === 0) return [];
  const open = judgements.filter(({ agreed }) => agreed === null);
  const how =
    open.length === 0
      ? 'All of it is agreed to.'
      : 'For someone with write access who is not the author: tick what you agree with, or approve the pull request, which ticks all.';
  const own = refused.filter(({ key }) => open.some(judgement => judgement.key === key));
  return [
    heading(4, 'For a person to judge'),
    paragraph(how),
    list(judgements.map(judgement => boxOf(judgement, links))),
    ...own.map(tick => paragraph(...refusal(tick, boxNameOf(tick, judgements)))),
  ];
}

function boxOf(judgement: Judgement, links: Links): ListItem {
  const { key, about, agreed, lapsed } = judgement;
  const by: Words = agreed ? [' — ', codeSpan(agreed.by)] : [];
  const again = lapsed ? reopened(lapsed) : [];
  const words = [strong(nameOf(about)), ': ', ...questionOf(judgement, links), ...by, ...again, ' '];
  const item = listItem(words);
  const [paragraph] = item.children;
  if (paragraph?.type === 'paragraph') paragraph.children.push({ type: 'html', value: boxMarker(key) });
  return { ...item, checked: agreed !== null };
}

export function reopened({ by, how }: SignOff): Words {
  return how === 'withdrawn'
    ? [' — open again: the approval of ', codeSpan(by), ' no longer stands']
    : [' — open again: it has changed since ', codeSpan(by), ' agreed'];
}

function questionOf({ about, pattern }: Judgement, links: Links): Words {
  if (about.kind === 'waiver') {
    const { reason, range } = about.waiver;
    const url = lineUrl(links, pattern.path, range.start.line);
    return ['is this a good reason? ', codeSpan(reason.slice(0, 300)), ' (', link(url, 'record'), ')'];
  }
  const place = judgedPart(pattern.judged, about.metric.name).place ?? { title: 'Text', line: 1 };
  const url = lineUrl(links, pattern.path, place.line);
  return [questionFor(about.metric), ' (', link(url, place.title), ')'];
}

function nameOf(about: Judgement['about']): string {
  return about.kind === 'waiver' ? `Waiver of ${about.waiver.rule}` : about.metric.name;
}

function boxNameOf({ key }: RefusedTick, judgements: readonly Judgement[]): string {
  const about = judgements.find(judgement => judgement.key === key)?.about;
  return about ? nameOf(about) : key;
}

/** Why a tick of a box was taken back. */
export function refusal({ by, why }: RefusedTick, box: string): Words {
  if (by === null || why === 'unknown')
    return ['The tick of ', strong(box), ' was taken back: the comment’s history does not show whose it is.'];
  const reason =
    why === 'author'
      ? 'nobody signs off their own work; it takes someone else with write access.'
      : 'it takes someone with write access to this repository.';
  return ['The tick of ', strong(box), ' by ', codeSpan(by), ` was taken back: ${reason}`];
}
