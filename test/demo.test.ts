import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demo, demoFolder } from './demo-process.ts';

test('a step that cannot be done ends it with 1 and a reason', async () => {
  const directory = demoFolder();
  const { code, output } = await demo(directory, ['--once'], directory);
  expect(code).toBe(1);
  expect(output).toContain('There is no git on the PATH');
  expect(output).not.toContain('Every step did');
  expect(readdirSync(directory)).toEqual([]);
});

test('an unknown flag is told what there is', async () => {
  expect(await demo(demoFolder(), ['--twice'])).toMatchObject({
    code: 2,
    output: '',
    complaints: expect.stringContaining('--once'),
  });
});
