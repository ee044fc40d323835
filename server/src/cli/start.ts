import nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../node/cacheFolder.ts';

// What Node reads first of the built command line tool: compiled code is kept between runs (Node 22 and newer), in a
// folder of the user and not in the temporary folder that all users share, where Node would put it.

const folder = cacheFolder();
if (folder !== undefined) nodeModule.enableCompileCache?.(path.join(folder, 'node'));
void import(pathToFileURL(path.join(__dirname, 'cli.js')).href);
