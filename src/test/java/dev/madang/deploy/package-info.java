/** What the program is installed with, which no container engine reads here. */
@org.jspecify.annotations.NullMarked
package dev.madang.deploy;
