@org.jspecify.annotations.NullMarked
package dev.madang.catalog.openlibrary;
