import { checkbox, input, select } from '@inquirer/prompts';
import { partsOf } from '../catalog/fingerprint.ts';
import { objectionTo } from './objection.ts';
import { missing, type OpenDomain, openTopics, planDraft, type Wishes } from './plan-draft.ts';
import { isRefusal } from './refusal.ts';

/** Asks for what the wishes leave open; each answer is held against the rules at once. Rejects when the person gives up. */
export async function ask(wishes: Wishes, root: string, domain: OpenDomain): Promise<Wishes> {
  const { taxonomy } = domain;
  const answers = { ...wishes };
  const objection = (more: Partial<Wishes>): string | true => {
    const draft = planDraft(domain, { ...answers, ...more });
    return isRefusal(draft) ? draft.refusal : (objectionTo(draft, root, domain) ?? true);
  };

  if (missing(domain, answers).includes('area'))
    answers.area = await select({
      message: 'What is the pattern about?',
      choices: areaChoices(domain),
      pageSize: 20,
      loop: false,
    });
  const topics = openTopics(domain).filter(
    topic => partsOf(topic.fingerprint)?.area === answers.area?.toUpperCase(),
  );
  if (missing(domain, answers).includes('name') && topics.length > 0 && answers.fingerprint === undefined) {
    const planned = topics.map(topic => ({
      value: topic.fingerprint,
      name: `${topic.title} (${topic.fingerprint})`,
    }));
    const topic = await select({
      message: 'These topics are planned and not written yet. Is it one of them?',
      choices: [...planned, { value: '', name: 'Something else' }],
      pageSize: 20,
      loop: false,
    });
    if (topic !== '') answers.topic = topic;
  }
  if (missing(domain, answers).includes('name'))
    answers.name = await input({ message: 'What do people call it?', validate: name => objection({ name }) });
  answers.summary ??= await input({
    message: 'What does it do, in one sentence? (Enter: later)',
    validate: summary => objection({ summary }),
  });
  answers.symptom ??= await input({
    message: 'What does one observe when one needs it? (Enter: later)',
    validate: symptom => objection({ symptom }),
  });
  if (answers.frameworks.length === 0)
    answers.frameworks = await checkbox({
      message: 'For which frameworks is it written? (Enter: later)',
      choices: taxonomy.frameworks.map(({ id, title }) => ({ value: id, name: title })),
      loop: false,
    });
  return answers;
}

/** Area codes tell little by themselves, so each shows what is planned in it. */
function areaChoices(domain: OpenDomain): { value: string; name: string; description: string }[] {
  const { categories, topics } = domain.taxonomy;
  return categories.flatMap(category =>
    category.areas.map(area => {
      const own = topics.filter(topic => partsOf(topic.fingerprint)?.area === area).map(topic => topic.title);
      const examples = own.length > 0 ? ` For example: ${own.slice(0, 4).join(', ')}.` : '';
      return {
        value: area,
        name: `${category.title} (${area})`,
        description: `${category.description}${examples}`,
      };
    }),
  );
}
