// `changeset status` compares with the branch main; where there is none (an archive, a shallow clone), only the files are read.
import { run } from './command.ts';

const branch = await run(['git', 'rev-parse', '--verify', '--quiet', 'main']);
if (branch.status === 0) {
  const { status, output } = await run(['changeset', 'status']);
  console.log(output);
  process.exitCode = status;
} else {
  const { status, output } = await run(['git', 'rev-parse', '--verify', '--quiet', 'HEAD']);
  const since = status === 0 ? output.trim() : undefined;
  if (since === undefined) {
    console.log('no git history here: changesets are checked where there is one');
  } else {
    const checked = await run(['changeset', 'status', '--since', since]);
    console.log(checked.output);
    process.exitCode = checked.status;
  }
}
