// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/run_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/view/json.hpp>
#include <leat/view/type_text.hpp>

#include <ostream>
#include <span>
#include <string>

namespace leat::detail {

LEAT_DECL void print_result(run_info const& info, std::span<printed_value const> values,
                            typed_command const& typed, std::ostream& out, text_style style) {
    if (typed.json) {
        auto all = json_value::parse(json(info));
        auto& results = all["results"] = json_value::object();
        for (printed_value const& value : values)
            results[std::string(value.name)] = to_json(value.json);
        write_json(out, all);
        return;
    }
    if (typed.display_cache) out << nodes_table(info, style) << "\n";
    if (typed.quiet) return;
    text_table table({"result", "value", "type"}, "lll");
    for (printed_value const& value : values) {
        std::string type;
        print_type(type, value.type);
        table.add({{std::string(value.name), tint::strong}, value.text, {type, tint::quiet}});
    }
    if (!table.empty()) out << table.text(style);
    out << run_line(info, style);
}

} // namespace leat::detail
