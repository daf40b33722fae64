import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { questionFor } from '../../catalog/questions.ts';
import { oneOf } from '../../pattern/wording.ts';
import type { Guidelines } from './guidelines.ts';

/**
 * What a description begins with. Hints are comments, so that what is left in it is not seen; a box is there only for what
 * no machine can look up.
 */
export function pullRequestTemplate({ taxonomies, metrics, command }: Guidelines): string {
  const { enum: statuses } = patternSchema.properties.status;
  const fingerprint = taxonomies[0]?.topics[0]?.fingerprint ?? patternSchema.$defs.fingerprint.examples[0];
  const questions = [...new Map(metrics.filter(metric => metric.maintainer).map(asked))];
  return [
    '<!-- One pattern for each pull request is judged soonest. A draft is welcome as it is. -->',
    `## What this brings\n\n<!-- One or two sentences: what one gains from it, or what was wrong before. -->`,
    `## Which pattern\n\n<!-- Fingerprint and name, such as ${fingerprint}. New or changed? As ${oneOf(statuses).replaceAll('`', '')}? -->`,
    [
      '## What only you can say\n',
      '- [ ] I have read the sources that I cite, and they say what I cite them for.',
      '- [ ] Text, code and data are mine to give, or their licence allows it.',
      '- [ ] Where I have an interest in something that is named here, I say so above.',
    ].join('\n'),
    `<!-- Check it on your machine: ${command} check -->`,
    ...(questions.length === 0
      ? []
      : [
          [
            '<!-- Of an accepted pattern, a maintainer asks:',
            ...questions.map(([name, question]) => `${name}: ${question}`),
            '-->',
          ].join('\n'),
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function asked(metric: Guidelines['metrics'][number]): [string, string] {
  return [commentable(metric.name), commentable(questionFor(metric))];
}

/** A maintainer's words cannot end the comment that they stand in. */
function commentable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/-{2,}/g, '–').replaceAll('>', '›');
}
