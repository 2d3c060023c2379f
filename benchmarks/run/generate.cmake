# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

# Writes the header of one graph. `edges` is a list of "a" or "a:b": what node i takes, node numbers or
# "in". Its last node is the result.
function(generate_graph folder name edges)
    set(hand "")
    set(leat "")
    set(table "")
    set(i 0)
    foreach(edge IN LISTS edges)
        string(REPLACE ":" ";" inputs "${edge}")
        list(GET inputs 0 a)
        list(LENGTH inputs count)
        set(a_index ${a})
        if(a STREQUAL "in")
            set(a_index -1) # before the values of the nodes
        endif()
        if(count EQUAL 1)
            string(APPEND hand "    int const v${i} = add<${i}>(v${a});\n")
            string(APPEND leat ",\n    leat::node(\"v${i}\", add<${i}>, \"v${a}\")")
            string(APPEND table "    list.add([v] { v[${i}] = add<${i}>(v[${a_index}]); }, {${a_index}});\n")
        else()
            list(GET inputs 1 b)
            string(APPEND hand "    int const v${i} = sum(v${a}, v${b});\n")
            string(APPEND leat ",\n    leat::node(\"v${i}\", sum, \"v${a}\", \"v${b}\")")
            string(APPEND table "    list.add([v] { v[${i}] = sum(v[${a_index}], v[${b}]); }, {${a_index}, ${b}});\n")
        endif()
        math(EXPR i "${i} + 1")
    endforeach()
    math(EXPR last "${i} - 1")
    file(CONFIGURE OUTPUT ${folder}/${name}.inc @ONLY CONTENT
"struct ${name} {
    static constexpr char const* name = \"${name}\";
    static int by_hand(int vin) {
${hand}    return v${last};
    }
    static int by_leat(int in);
    static task_list tasks(std::vector<int>& values);
};

inline constexpr auto ${name}_pipeline = leat::pipeline(\"${name}\", leat::input<int>(\"vin\")${leat});

inline int ${name}::by_leat(int in) { return leat::run<${name}_pipeline, \"v${last}\">(\"vin\"_n = in)[\"v${last}\"_n]; }

inline task_list ${name}::tasks(std::vector<int>& values) {
    values.assign(${i} + 1, 0);
    int* const v = values.data() + 1; // v[-1] is the input
    task_list list;
${table}    return list;
}
")
endfunction()

function(generate_graphs folder)
    foreach(size IN ITEMS 10 100 1000)
        set(edges in)
        math(EXPR last "${size} - 2")
        foreach(i RANGE ${last})
            list(APPEND edges ${i})
        endforeach()
        generate_graph(${folder} chain_${size} "${edges}")
    endforeach()

    # A source, 64 nodes that take it, and the sum of these, two by two.
    set(edges in)
    foreach(i RANGE 63)
        list(APPEND edges 0)
    endforeach()
    foreach(i RANGE 62)
        math(EXPR a "2 * ${i} + 1")
        math(EXPR b "2 * ${i} + 2")
        list(APPEND edges "${a}:${b}")
    endforeach()
    generate_graph(${folder} fan_64 "${edges}")

    # 512 leaves and their sum, two by two: 1023 nodes.
    set(edges "")
    foreach(i RANGE 511)
        list(APPEND edges in)
    endforeach()
    foreach(i RANGE 510)
        math(EXPR a "2 * ${i}")
        math(EXPR b "2 * ${i} + 1")
        list(APPEND edges "${a}:${b}")
    endforeach()
    generate_graph(${folder} tree_1023 "${edges}")
endfunction()
