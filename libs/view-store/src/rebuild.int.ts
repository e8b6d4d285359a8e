import { rebuildContract } from './testing/rebuild-contract.ts';
import { embeddedViews } from './testing/trade.ts';

rebuildContract('SQLite', embeddedViews);
