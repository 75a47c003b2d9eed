/** What tests share: one database server, one application, a client, and small builders of members, boards and posts. */
package dev.madang.testing;
