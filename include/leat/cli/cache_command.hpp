// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_source.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <iosfwd>
#include <string>
#include <vector>

// What the command line does with the cache: `cache list|verify|remove|gc`.

namespace leat::detail {

class cache_command {
public:
    cache_command(cache_source const& cache, typed_command const& typed, std::ostream& out,
                  text_style style)
        : cache_(cache), typed_(typed), out_(out), style_(style) {}

    LEAT_DECL void list() const;
    /// Returns true if nothing is damaged.
    LEAT_DECL bool verify() const;
    /// Removes what the cache holds of the nodes that were typed. `known` are the names of what the
    /// pipeline's nodes make. Throws: `usage_error` on a name that neither it nor the cache has.
    LEAT_DECL void remove(std::vector<std::string> const& known) const;
    LEAT_DECL void collect() const;

private:
    cache_source const& cache_;
    typed_command const& typed_;
    std::ostream& out_;
    text_style style_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/cache_command.ipp>
#endif
