import { categoryOfArea, nextFree, partsOf } from '../catalog/fingerprint.ts';
import { nameKey } from '../catalog/library.ts';
import { plannedTopics, type Taxonomy } from '../catalog/taxonomy.ts';
import { didYouMean } from '../pattern/did-you-mean.ts';
import { visible } from '../pattern/visible.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';

/** What was asked for, by flags or in answers; what is left out follows from the rest. */
export type Wishes = {
  name?: string | undefined;
  area?: string | undefined;
  fingerprint?: string | undefined;
  topic?: string | undefined;
  summary?: string | undefined;
  symptom?: string | undefined;
  frameworks: string[];
};

/** A domain that patterns can be added to. */
export type OpenDomain = DomainAt & { taxonomy: Taxonomy };

type Topic = Taxonomy['topics'][number];

/** Planned topics that nobody has written yet. */
export function openTopics({ taxonomy, library }: OpenDomain): Topic[] {
  const written = new Set(library.entries.map(entry => entry.fingerprint));
  return plannedTopics(taxonomy).filter(topic => !written.has(topic.fingerprint));
}

/** What must still be asked before there can be a draft. */
export function missing(domain: OpenDomain, wishes: Wishes): ('name' | 'area')[] {
  if (wishes.topic !== undefined) return [];
  const hasPlace = (wishes.area ?? wishes.fingerprint ?? topicNamed(domain, wishes)) !== undefined;
  return [...(wishes.name === undefined ? ['name' as const] : []), ...(hasPlace ? [] : ['area' as const])];
}

/** Turns wishes into a draft: a planned topic brings its own fingerprint, anything else takes the next free one of its area. */
export function planDraft(domain: OpenDomain, wishes: Wishes): Draft | Refusal {
  const { taxonomy, library } = domain;
  const { topic, summary, symptom, frameworks } = wishes;
  const planned = taxonomy.topics.find(item => item.fingerprint === (topic ?? wishes.fingerprint));
  if (topic !== undefined && !planned) return { refusal: noTopic(domain, topic) };
  const given = topic ?? wishes.fingerprint ?? topicNamed(domain, wishes)?.fingerprint;
  if (topic !== undefined && wishes.fingerprint !== undefined && topic !== wishes.fingerprint)
    return {
      refusal: `--topic ${visible(topic)} and --fingerprint ${visible(wishes.fingerprint)} name two different ones.`,
    };
  const parts = given === undefined ? null : partsOf(given);
  if (given !== undefined && parts === null)
    return {
      refusal: `${visible(given)} is no fingerprint; one looks like ${taxonomy.prefix}-${taxonomy.categories[0]?.areas[0]}-001.`,
    };
  const area = parts?.area ?? wishes.area?.toUpperCase() ?? '';
  if (wishes.area !== undefined && wishes.area.toUpperCase() !== area)
    return {
      refusal: `--area ${visible(wishes.area)} does not go with ${visible(given ?? '')}, whose area is ${area}.`,
    };
  const category = categoryOfArea(taxonomy, area);
  if (category === null) return { refusal: noArea(taxonomy, area) };
  const used = library.entries.map(entry => entry.fingerprint);
  const fingerprint = given ?? nextFree(taxonomy, area, used);
  if (fingerprint === null) return { refusal: `All numbers of the area ${area} are taken.` };
  const name = oneLine(wishes.name ?? planned?.title) ?? '';
  return {
    fingerprint,
    name,
    category: category.id,
    summary: oneLine(summary),
    symptom: oneLine(symptom),
    frameworks,
  };
}

/** The unwritten topic with this very name, where the area does not speak against it. */
function topicNamed(domain: OpenDomain, { name, area }: Wishes): Topic | undefined {
  if (name === undefined) return undefined;
  return openTopics(domain).find(
    topic =>
      nameKey(topic.title) === nameKey(name) &&
      (area === undefined || partsOf(topic.fingerprint)?.area === area.toUpperCase()),
  );
}

function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

function noTopic(domain: OpenDomain, topic: string): string {
  const near = didYouMean(
    topic,
    openTopics(domain).map(item => item.fingerprint),
  );
  return `${visible(topic)} is no planned topic.${near ? ` Did you mean ${near}?` : ''} INDEX.md lists them under “Coverage”.`;
}

function noArea({ categories }: Taxonomy, area: string): string {
  const areas = categories.flatMap(category => category.areas.map(code => `${code} (${category.title})`));
  return `There is no area ${JSON.stringify(visible(area))}. The areas are ${areas.join(', ')}.`;
}
