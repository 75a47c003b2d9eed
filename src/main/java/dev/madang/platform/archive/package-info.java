/** The file of an archive, and how a module takes part in an import: it loads its own lines, in bulk, and tells which ids they got. */
@NullMarked
@NamedInterface("archive")
package dev.madang.platform.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
