import type { Evidence } from '../evidence/evidence.ts';
import type { Fix } from '../pattern/diagnostic.ts';
import { type CheckedLink, checkedLinks } from '../pattern/links.ts';
import { type Level, levelOf, listOf, type Pattern, rangeAt, textOf } from '../pattern/pattern.ts';
import type { PatternPlace } from '../pattern/place.ts';
import type { Range } from '../pattern/position.ts';
import { type Relation, relationsOf } from '../pattern/relations.ts';
import { sectionsOf } from '../pattern/sections.ts';
import { textFix } from '../pattern/value-fix.ts';
import { type WaiverSlot, waiverSlotOf } from '../pattern/waiver-slot.ts';
import { type Waiver, waiversOf } from '../pattern/waivers.ts';
import { type JudgedParts, judgedPartsOf } from './judged-part.ts';
import { type Listing, listingOf } from './listing.ts';
import { type MeasuredFacts, measuredFactsOf } from './measured-facts.ts';

/**
 * All that the library and a review need to know of a pattern once its folder has been examined: small, plain data without
 * a syntax tree. It crosses process borders and is kept in caches, so a change of its form or meaning needs a new
 * `factsVersion`.
 */
export type PatternFacts = {
  path: string;
  place: PatternPlace;
  /** Whether the front matter could be read as YAML. */
  isRead: boolean;
  fingerprint: string | null;
  name: string | null;
  level: Level;
  frameworks: string[];
  /** Where findings point that are not about the text itself. */
  ranges: { top: Range; fingerprint: Range; name: Range };
  /** The edit that writes another fingerprint: `fingerprintMark` stands in its text. Null where none is certain. */
  fingerprintEdit: Fix | null;
  relations: readonly Relation[];
  links: readonly CheckedLink[];
  waivers: readonly Waiver[];
  /** Where a further waiver is written; null while the front matter cannot be read. */
  waiverSlot: WaiverSlot | null;
  listing: Listing;
  judged: JudgedParts;
  measured: MeasuredFacts | null;
  counts: { sections: number; sources: number };
};

/** Stands for a fingerprint in an edit; YAML writes it without quotes, as it does every fingerprint. */
const fingerprintMark = 'XX-XXXX-000';

export function patternFactsOf(pattern: Pattern, evidence: Evidence): PatternFacts {
  const { path, place, body } = pattern;
  return {
    path,
    place,
    isRead: pattern.frontMatter.state === 'read',
    fingerprint: textOf(pattern, 'fingerprint'),
    name: textOf(pattern, 'name'),
    level: levelOf(pattern),
    frameworks: listOf(pattern, 'frameworks'),
    ranges: {
      top: rangeAt(pattern, ''),
      fingerprint: rangeAt(pattern, '/fingerprint'),
      name: rangeAt(pattern, '/name'),
    },
    fingerprintEdit: textFix(pattern, '/fingerprint', fingerprintMark),
    relations: relationsOf(pattern),
    links: checkedLinks(path, body),
    waivers: waiversOf(pattern),
    waiverSlot: waiverSlotOf(pattern),
    listing: listingOf(pattern, evidence),
    judged: judgedPartsOf(pattern, evidence),
    measured: measuredFactsOf(evidence.results?.results ?? null),
    counts: {
      sections: sectionsOf(body).length,
      sources: body.children.filter(({ type }) => type === 'footnoteDefinition').length,
    },
  };
}

/** The edit that gives a pattern this fingerprint; null where nobody can tell what to replace. */
export function withFingerprint({ fingerprintEdit }: PatternFacts, fingerprint: string): Fix | null {
  return (
    fingerprintEdit && {
      ...fingerprintEdit,
      text: fingerprintEdit.text.replace(fingerprintMark, fingerprint),
    }
  );
}
