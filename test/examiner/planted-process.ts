import type { Question } from '../../src/examiner/question.ts';
import { ready } from '../../src/examiner/ready.ts';
import { examine } from '../../src/inspection/examine.ts';

/** What the examiner's process could be driven to, where a text of ours says so: nothing else shows that the fences hold. */
const planted: Record<string, () => unknown> = {
  hang: () => {
    for (;;);
  },
  allocate: () => Buffer.alloc(2 ** 31, 1),
};

process.on('message', (question: Question) => {
  const files = 'folder' in question ? question.folder.files : [question.file];
  for (const file of files)
    if ('text' in file)
      for (const [word, act] of Object.entries(planted)) if (file.text.includes(`PLANTED ${word}`)) act();
  process.send?.(
    'folder' in question
      ? { examination: examine(question.folder, { domain: 'ml', taxonomy: null, rules: false }) }
      : { parsed: { kind: 'other', path: question.file.path } },
  );
});
process.on('disconnect', () => process.exit());
process.send?.(ready);
