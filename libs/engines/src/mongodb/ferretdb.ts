import type { Engine } from '../engine.ts';
import { goProgram, type GoProgram } from '../go-program.ts';
import { processEngine } from '../process-engine.ts';

/** FerretDB's own main package wants files that its build makes; this one is all that is needed to embed it. */
const main = `package main

import (
	"context"
	"log"
	"os"
	"os/signal"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	engine, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	stop, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	if err := engine.Run(stop); err != nil {
		log.Fatal(err)
	}
}
`;

/** It has an index of `_id` and asks in other words than the index has, so that each write read the whole collection. */
const mend = {
  file: 'github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata/metadata.go',
  from: `DefaultColumn + "->'$._id'"`,
  to: 'DefaultColumn + `->"_id"`',
};

const program: GoProgram = { name: 'ferretdb', version: 'v1.24.2', package: 'github.com/FerretDB/FerretDB/ferretdb', main, mend };

/** A database of MongoDB's protocol over SQLite: no transactions, few stages of aggregation, no users, and no index but that of `_id`. */
export async function ferretDb(): Promise<Engine> {
  return processEngine({
    name: 'mongodb',
    about: `FerretDB ${program.version} over SQLite, its index of ids mended, in MongoDB's stead`,
    command: await goProgram(program),
    args: (port, folder) => [`127.0.0.1:${port}`, folder],
    url: (port) => `mongodb://127.0.0.1:${port}/`,
  });
}
