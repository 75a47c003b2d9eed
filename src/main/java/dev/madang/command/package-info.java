/**
 * The command line: serve, worker, status, stop, import, db, admin, search, recommend, media, export, demo. One line and a non-zero exit
 * for what an operator can mend.
 */
@ApplicationModule
@NullMarked
package dev.madang.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
