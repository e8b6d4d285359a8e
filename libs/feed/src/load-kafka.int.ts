import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/** Packages that the built platform has loaded after this, in a process of its own. */
const loaded = (program: string): readonly string[] => {
  const tell = `import { createRequire } from 'node:module'; console.log(JSON.stringify(Object.keys(createRequire(process.cwd() + '/').cache)));`;
  const files = JSON.parse(execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', `${program}; ${tell}`], { encoding: 'utf8' })) as string[];
  return files.filter((file) => /[/\\]kafkajs[/\\]/.test(file));
};

describe('The client of Kafka', () => {
  it('is not loaded with the feed, but where it is wired', () => {
    expect(loaded("import { embeddedFeed } from '#feed'; import { ViewGroup } from '#view-store'; import { runService } from '#platform'")).toEqual([]);
    expect(loaded("import { loadKafka } from '#feed'; await loadKafka()")).not.toEqual([]);
  });
});
