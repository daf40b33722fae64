import type { ListItem, RootContent } from 'mdast';
import { codeSpan, heading, link, list, listItem, paragraph, strong } from '../../pattern/tree.ts';
import { count } from '../../pattern/wording.ts';
import { type Founding, isOpen } from '../agreement/founding.ts';
import type { RefusedTick } from '../comment-state.ts';
import { type Links, lineUrl } from '../finding.ts';
import { boxMarker } from '../markers.ts';
import { refusal, reopened } from './judge-part.ts';

/** What a maintainer has to agree to before anything that a new domain says has an effect in the repository. */
export function foundingPart(
  foundings: readonly Founding[],
  refused: readonly RefusedTick[],
  links: Links,
): RootContent[] {
  if (foundings.length === 0) return [];
  const open = foundings.filter(isOpen);
  const ticks = refused.flatMap(tick => {
    const box = open.find(({ key }) => key === tick.key);
    return box ? paragraph(...refusal(tick, nameOf(box))) : [];
  });
  return [
    heading(3, 'For a maintainer to agree to'),
    paragraph(
      'The library has no rules yet for what this pull request brings, so it is judged by its own. Someone with write access decides whether they are to count: tick the box, or approve the pull request. Until then none of its labels is made.',
    ),
    list(foundings.map(founding => boxOf(founding, links))),
    ...ticks,
  ];
}

function nameOf({ domain, isNew }: Founding): string {
  return `${isNew ? 'New domain' : 'Mended taxonomy of'} ${domain}`;
}

function boxOf(founding: Founding, links: Links): ListItem {
  const { key, path, categories, agreed, lapsed } = founding;
  const item = listItem([
    strong(nameOf(founding)),
    `: shall the library have it, with ${count(categories, 'category', 'categories')} and what is asked of its patterns? (`,
    link(lineUrl(links, path, 1), 'taxonomy'),
    ')',
    ...(agreed ? [' — ', codeSpan(agreed.by)] : []),
    ...(lapsed ? reopened(lapsed) : []),
    ' ',
  ]);
  const [words] = item.children;
  if (words?.type === 'paragraph') words.children.push({ type: 'html', value: boxMarker(key) });
  return { ...item, checked: agreed !== null };
}
