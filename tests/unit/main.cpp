// Catch2 2 wants one file that makes its main(); Catch2 3 brings its own.
#if __has_include(<catch2/catch_all.hpp>)
// Nothing to do: Catch2::Catch2WithMain.
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
