import { progressBar } from './import/progress.ts';
import { followJob } from './jobs/follow-job.ts';
import { readOptions, runCommand, withPlatform } from './jobs/run-command.ts';
import { rebuildWords } from './jobs/words.ts';

const usage = 'npm run rebuild -- [--views VISTA,VISTA] [--force]';

/** Ends with 0 if the rebuilt views answer now, 2 if they differed from the live ones and nothing was switched, 1 if it could not be done. */
runCommand(async () => {
  const { views, force } = readOptions(usage, { views: { type: 'string' }, force: { type: 'boolean' } });
  return withPlatform({ id: 'administrador-local', role: 'administrator' }, async (platform) => {
    const { report } = await followJob(platform, 'rebuild', { ...(views && { views: views.split(',') }), ...(force && { force }) }, progressBar());
    console.log(rebuildWords(report));
    return report.switched ? 0 : 2;
  });
});
