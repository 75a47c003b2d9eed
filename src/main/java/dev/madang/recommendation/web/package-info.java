@org.jspecify.annotations.NullMarked
package dev.madang.recommendation.web;
