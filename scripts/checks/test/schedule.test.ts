import { expect, it } from 'vitest';
import { schedule } from '../schedule.ts';

const trace = async (jobs: Parameters<typeof schedule>[0], lanes: number) => {
  const events: string[] = [];
  let busy = 0;
  let most = 0;
  await schedule(jobs, lanes, async ({ name }) => {
    most = Math.max(most, ++busy);
    events.push(`+${name}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    events.push(`-${name}`);
    busy--;
  });
  return { events, most };
};

it('schedule runs everything, never more at a time than there are lanes', async () => {
  const { events, most } = await trace([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 2);
  expect(events).toHaveLength(6);
  expect(most).toBe(2);
});

it('schedule waits for the jobs named, and lets others go first', async () => {
  const { events } = await trace([{ name: 'b', after: ['a'] }, { name: 'a' }, { name: 'c' }], 2);
  expect(events.indexOf('-a')).toBeLessThan(events.indexOf('+b'));
  expect(events.indexOf('+c')).toBeLessThan(events.indexOf('+b'));
});

it('schedule counts a job that is not in the list as done', async () =>
  expect((await trace([{ name: 'b', after: ['a'] }], 1)).events).toHaveLength(2));

it('schedule refuses jobs that wait for each other', async () => {
  await expect(
    trace(
      [
        { name: 'a', after: ['b'] },
        { name: 'b', after: ['a'] },
      ],
      2,
    ),
  ).rejects.toThrow('wait for each other: a, b');
});
