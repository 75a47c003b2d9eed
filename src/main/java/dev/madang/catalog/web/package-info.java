@org.jspecify.annotations.NullMarked
package dev.madang.catalog.web;
