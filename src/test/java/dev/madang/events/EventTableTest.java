package dev.madang.events;

import dev.madang.testing.MadangTest;

/** Custom events in a table of the database, which is the default. */
@MadangTest
class EventTableTest extends EventStreamContract {
}
