package dev.madang.platform.archive;

/** The name of a line within its archive: unique among the lines of its type. */
public record Ref(String type, String name) {
}
